"""The shapes of ids in addresses of this part: anything else is no address."""

from earwitness.desk.converters import AsItIs


class Side(AsItIs):
    """A side of a call."""

    regex = "caller|called"


class Line(AsItIs):
    """A line in E.164, with its plus."""

    regex = r"\+[0-9]{3,20}"


class PersonId(AsItIs):
    """The id of a person."""

    regex = "person-[0-9a-f]{4,64}"


class GroupId(AsItIs):
    """The id of a group of voices."""

    regex = "voice-group-[0-9a-f]{4,64}"


class Token(AsItIs):
    """What names a piece of work of the desk."""

    regex = "[0-9a-f]{32}"
