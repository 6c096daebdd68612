namespace LocalCloud.CloudFormation.Execution;

/// <summary>Why an operation cannot go on, as the stack's status reason says it.</summary>
internal sealed class StackFailure(string reason) : Exception(reason);
