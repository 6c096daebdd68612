namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Where the Runtime API listens, as <c>host:port</c>, instead of what AWS_LAMBDA_RUNTIME_API says.</summary>
public class LambdaBootstrapOptions
{
    public string RuntimeApiEndpoint { get; set; }
}
