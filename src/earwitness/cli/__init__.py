"""The command line."""

from earwitness.cli import account_commands as account_commands
from earwitness.cli import backup_commands as backup_commands
from earwitness.cli import call_list_commands as call_list_commands
from earwitness.cli import check_commands as check_commands
from earwitness.cli import cluster_commands as cluster_commands
from earwitness.cli import custody_commands as custody_commands
from earwitness.cli import delivery_commands as delivery_commands
from earwitness.cli import desk_commands as desk_commands
from earwitness.cli import duplicates_commands as duplicates_commands
from earwitness.cli import examination_commands as examination_commands
from earwitness.cli import glossary_commands as glossary_commands
from earwitness.cli import handing_commands as handing_commands
from earwitness.cli import judging_commands as judging_commands
from earwitness.cli import lines_commands as lines_commands
from earwitness.cli import lookup_commands as lookup_commands
from earwitness.cli import losses_commands as losses_commands
from earwitness.cli import profile_commands as profile_commands
from earwitness.cli import protect_commands as protect_commands
from earwitness.cli import recommend_commands as recommend_commands
from earwitness.cli import release_commands as release_commands
from earwitness.cli import release_edition_commands as release_edition_commands
from earwitness.cli import release_objection_commands as release_objection_commands
from earwitness.cli import store_commands as store_commands
from earwitness.cli import support_commands as support_commands
from earwitness.cli import theme_commands as theme_commands
from earwitness.cli import transcript_commands as transcript_commands
from earwitness.cli import voice_commands as voice_commands
from earwitness.cli.commands import main

__all__ = ["main"]
