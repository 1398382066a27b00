"""The contract as people and programs read it: the OpenAPI document, its examples, and a page made from both."""
