namespace Mlops.Algorithm.Scoring;

/// <summary>A model's text is damaged, or uses what this container's trainer never writes; the message names it.</summary>
internal sealed class ModelFormatException(string message) : Exception(message);
