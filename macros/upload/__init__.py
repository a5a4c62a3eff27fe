"""Built copies → object storage that speaks the S3 API.

`inventory` lists what a copy holds, `storage` speaks to the host, `release` puts a copy under a prefix of its own and switches to
it, `in_place` is for hosts that can follow no pointer, `send` does either for one copy or a fleet.
"""
