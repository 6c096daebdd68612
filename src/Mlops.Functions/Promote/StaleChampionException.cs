namespace Mlops.Functions.Promote;

/// <summary>The champion moved although this deployment held the endpoint's lease.</summary>
public sealed class StaleChampionException(string pipeline, string run)
    : Exception($"Run {run} was not compared with the present champion of {pipeline}. Retrain to compare it.");
