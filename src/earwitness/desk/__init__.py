"""What people look at: the desk in the browser, and the report, one self-contained page.

The desk is a Django application over the store of a case. Each folder with a `urls.py` is one part
of it: its addresses, its views, its templates. `roles` says who may do what, `acting` who is at
work, `serving` starts it.
"""
