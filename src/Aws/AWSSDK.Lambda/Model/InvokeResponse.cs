using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>Output of Invoke. <see cref="FunctionError"/> is set when the function itself failed; the payload then tells how.</summary>
public class InvokeResponse : AmazonWebServiceResponse
{
    public string DurableExecutionArn { get; set; }

    public string ExecutedVersion { get; set; }

    public string FunctionError { get; set; }

    /// <summary>The last 4 KB of the log in base64, when the request asked for them.</summary>
    public string LogResult { get; set; }

    public MemoryStream Payload { get; set; }

    /// <summary>200 for RequestResponse, 202 for Event, 204 for DryRun.</summary>
    public int? StatusCode { get; set; }
}
