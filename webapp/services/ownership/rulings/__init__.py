"""Evidence gathered, clients ruled, rulings kept and shown."""
