using LocalCloud.CloudFormation;
using LocalCloud.Lambda;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::Lambda::EventInvokeConfig</c>: retries and failure destination of asynchronous invocations.</summary>
internal sealed class EventInvokeConfigResource(LambdaEngine lambda) : ResourceType(
    "AWS::Lambda::EventInvokeConfig", ["FunctionName", "Qualifier", "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"], [])
{
    public override Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var (properties, defaults) = (request.Properties, new EventInvokeConfig());
        lambda.SetEventInvokeConfig(properties["FunctionName"]!.ToString(), new EventInvokeConfig
        {
            MaximumRetryAttempts = (int?)properties["MaximumRetryAttempts"] ?? defaults.MaximumRetryAttempts,
            MaximumEventAgeInSeconds = (int?)properties["MaximumEventAgeInSeconds"] ?? defaults.MaximumEventAgeInSeconds,
            OnFailure = properties["DestinationConfig"]?["OnFailure"]?["Destination"]?.ToString(),
            OnSuccess = properties["DestinationConfig"]?["OnSuccess"]?["Destination"]?.ToString(),
        });
        return Task.FromResult(Identity(request.GeneratedName));
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken)
    {
        lambda.SetEventInvokeConfig(current.Properties["FunctionName"]!.ToString(), null);
        return Task.CompletedTask;
    }
}
