namespace Amazon.SageMakerRuntime.Model;

/// <summary>Input of InvokeEndpoint.</summary>
public class InvokeEndpointRequest : AmazonSageMakerRuntimeRequest
{
    public string Accept { get; set; }

    public MemoryStream Body { get; set; }

    public string ContentType { get; set; }

    public string CustomAttributes { get; set; }

    public string EnableExplanations { get; set; }

    public string EndpointName { get; set; }

    public string InferenceComponentName { get; set; }

    public string InferenceId { get; set; }

    public string SessionId { get; set; }

    public string TargetContainerHostname { get; set; }

    public string TargetModel { get; set; }

    public string TargetVariant { get; set; }
}
