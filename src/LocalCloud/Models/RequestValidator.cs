using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Models;

/// <summary>Rejects a request that AWS would reject by its API model alone, with all problems in one error, as the service words it.</summary>
public sealed class RequestValidator : IRequestValidator
{
    public void Validate(string service, string operation, JsonObject input)
    {
        var problems = ModelCheck.Problems(service, operation, input);
        if (problems.Count == 0)
        {
            return;
        }

        if (problems.Any(problem => problem.Kind == ModelProblemKind.Malformed))
        {
            throw new AwsException(MalformedCode(service), 400, string.Join(" ", problems.Select(problem => problem.Message)));
        }

        var noun = problems.Count == 1 ? "error" : "errors";
        throw new AwsException(ConstraintCode(service), 400,
            $"{problems.Count} validation {noun} detected: {string.Join("; ", problems.Select(problem => problem.Message))}");
    }

    private static string MalformedCode(string service) => service switch
    {
        "cloudformation" or "iam" or "sns" or "sts" => "MalformedInput",
        "s3" => "InvalidRequest",
        _ => "SerializationException",
    };

    private static string ConstraintCode(string service) => service switch
    {
        "lambda" => "InvalidParameterValueException",
        "cloudformation" or "iam" or "sns" or "sts" => "ValidationError",
        "sagemaker-runtime" => "ValidationError",
        "s3" => "InvalidArgument",
        "logs" => "InvalidParameterException",
        _ => "ValidationException",
    };
}
