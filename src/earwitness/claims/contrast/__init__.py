"""The other side's story: the official one as it is quoted in calls, beside what soldiers say."""
