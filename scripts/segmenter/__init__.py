"""What training and evaluating the segmenter share; nothing here is needed to run a round."""
