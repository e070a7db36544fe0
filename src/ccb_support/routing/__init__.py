"""Who answers a request: the rule, the engine that keeps answers, the router and the timetable."""
