"""What a person sees and types during a round."""
