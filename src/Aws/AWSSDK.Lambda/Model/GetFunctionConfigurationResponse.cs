using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Output of GetFunctionConfiguration, as far as it is read here.</summary>
public class GetFunctionConfigurationResponse : AmazonWebServiceResponse
{
    public string CodeSha256 { get; set; }

    public DeadLetterConfig DeadLetterConfig { get; set; }

    public string Description { get; set; }

    public string FunctionArn { get; set; }

    public string FunctionName { get; set; }

    public string Handler { get; set; }

    public string LastModified { get; set; }

    public LoggingConfig LoggingConfig { get; set; }

    public int? MemorySize { get; set; }

    public string RevisionId { get; set; }

    public string Role { get; set; }

    public int? Timeout { get; set; }

    public string Version { get; set; }
}
