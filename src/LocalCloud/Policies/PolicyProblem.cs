namespace LocalCloud.Policies;

/// <summary>What is wrong with a policy document: IAM's own sentence, and the place that it does not tell.</summary>
internal sealed record PolicyProblem(PolicyStage Stage, string Location, string Message);
