"""web: the desk. FastAPI serves pages and the API; what they show is looked up in the index and in snapshots, never worked out per
request. Needs `pip install 'reportedly[desk]'`."""
