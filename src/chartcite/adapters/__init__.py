"""What is outside: the only package that knows LangChain, Chroma and embedding libraries."""
