"""The rules of the sales office: values in, values out; nothing here reads a clock, a database or the network."""
