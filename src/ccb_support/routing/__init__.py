"""Who answers a request: the rule, the router, its cache and the timetable."""
