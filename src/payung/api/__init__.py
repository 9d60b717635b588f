"""The law's answers as JSON, for the programs of others: public, without a database, each refusal a 422."""
