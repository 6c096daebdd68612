using LocalCloud.Api;

namespace LocalCloud.CloudFormation;

/// <summary>CloudFormation's refusals, in its words.</summary>
internal static class CloudFormationErrors
{
    public static AwsException Validation(string message) => new("ValidationError", 400, message);

    public static AwsException NoStack(string nameOrId) => Validation($"Stack with id {nameOrId} does not exist");

    public static AwsException NoChangeSet(string nameOrId) => new("ChangeSetNotFoundException", 404, $"ChangeSet [{nameOrId}] does not exist");

    public static AwsException Busy(StackRecord stack, string done) => Validation($"Stack:{stack.Id} is in {stack.Status} state and can not be {done}.");

    public static AwsException AlreadyExists(string message) => new("AlreadyExistsException", 400, message);
}
