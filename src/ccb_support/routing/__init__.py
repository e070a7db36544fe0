"""Who answers: the rule, the router and the timetable."""
