"""Who am I here, and which scripts read for me?"""

from ui.access.account import account_page

account_page()
