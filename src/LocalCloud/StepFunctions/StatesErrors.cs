using LocalCloud.Api;

namespace LocalCloud.StepFunctions;

/// <summary>The service's own errors, in AWS's words.</summary>
internal static class StatesErrors
{
    public static AwsException NoMachine(string arn) => Bad("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static AwsException MachineExists(string arn) => Bad("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");

    public static AwsException NoExecution(string arn) => Bad("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public static AwsException ExecutionExists(string arn) => Bad("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");

    public static AwsException InvalidArn(string arn) => Bad("InvalidArn", $"Invalid Arn: 'Invalid ARN prefix: {arn}'");

    public static AwsException InvalidName(string name) => Bad("InvalidName", $"Invalid Name: '{name}'");

    public static AwsException InvalidToken(string message) => Bad("InvalidToken", message);

    public static AwsException Bad(string code, string message) => new(code, 400, message);

    /// <summary>The ARN's form is checked before the thing is looked for.</summary>
    public static void RequireArn(string arn)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw InvalidArn(arn);
        }
    }
}
