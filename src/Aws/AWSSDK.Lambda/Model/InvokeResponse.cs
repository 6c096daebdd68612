using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Output of Invoke. <see cref="FunctionError"/> is set when the function itself failed.</summary>
public class InvokeResponse : AmazonWebServiceResponse
{
    public string ExecutedVersion { get; set; }

    public string FunctionError { get; set; }

    public string LogResult { get; set; }

    public MemoryStream Payload { get; set; }

    public int? StatusCode { get; set; }
}
