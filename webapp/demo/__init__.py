"""The demo office: two weeks of an invented sales office, told through the same jobs that phones and desks use."""
