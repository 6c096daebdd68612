using LocalCloud.Models;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>Which Task resources this service can call.</summary>
internal static class IntegrationCatalog
{
    private static readonly Dictionary<string, string[]> Optimized = new()
    {
        ["lambda:invoke"] = ["", ".waitForTaskToken"],
        ["states:startExecution"] = ["", ".sync", ".sync:2", ".waitForTaskToken"],
        ["sagemaker:createTrainingJob"] = ["", ".sync"],
        ["sagemaker:createProcessingJob"] = ["", ".sync"],
        ["sagemaker:createModel"] = [""],
        ["sagemaker:createEndpointConfig"] = [""],
        ["sagemaker:createEndpoint"] = [""],
        ["sagemaker:updateEndpoint"] = [""],
        ["events:putEvents"] = ["", ".waitForTaskToken"],
        ["sns:publish"] = ["", ".waitForTaskToken"],
        ["sqs:sendMessage"] = ["", ".waitForTaskToken"],
    };

    /// <summary>The Task resources by their ARN without its beginning; <c>lambda function</c> is a function's own ARN.</summary>
    public static IEnumerable<string> Supported =>
    [
        "lambda function",
        .. Optimized.SelectMany(resource => resource.Value.Select(pattern => resource.Key + pattern)),
        .. ServiceNames.SdkNames.Select(name => $"aws-sdk:{name}").Where(name => ServiceModel.Find(ServiceNames.Sdk(name)!.Name) is not null),
    ];

    /// <summary>Why the resource cannot be called, or null.</summary>
    public static string? Problem(TaskResource resource) => resource switch
    {
        TaskResource.Integration { IsSdk: true } sdk => SdkProblem(sdk),
        TaskResource.Integration other => Optimized.TryGetValue($"{other.ResourceType}:{other.Action}", out var patterns) && patterns.Contains(other.Pattern)
            ? null
            : $"The resource provided {resource.Arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.",
        _ => null,
    };

    private static string? SdkProblem(TaskResource.Integration sdk)
    {
        if (sdk.Pattern.StartsWith(".sync", StringComparison.Ordinal))
        {
            return $"The resource provided {sdk.Arn} is not recognized: AWS SDK integrations do not support '{sdk.Pattern}'.";
        }

        var service = ServiceNames.Sdk(sdk.ResourceType);
        if (service is null || ServiceModel.Find(service.Name) is not { } model)
        {
            return $"The resource provided {sdk.Arn} is not served by LocalCloud. Served services: {string.Join(", ", ServiceNames.SdkNames)}.";
        }

        return model.Operations.ContainsKey(ServiceNames.Operation(sdk.Action))
            ? null
            : $"The resource provided {sdk.Arn} is not served by LocalCloud. Served operations: {string.Join(", ", model.Operations.Keys.Order(StringComparer.Ordinal))}.";
    }
}
