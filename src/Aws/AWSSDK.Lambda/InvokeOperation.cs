using System.Globalization;
using System.Net;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Shared;

namespace Amazon.Lambda;

/// <summary>Invoke on the wire: the payload as it is, everything else in the path, the query and in headers.</summary>
internal sealed class InvokeOperation(Func<ErrorReply, AmazonServiceException> unmodelled, params ModelledError[] errors)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public InvokeOptions CreateOptions() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invoke = (InvokeRequest)input;
        if (string.IsNullOrEmpty(invoke.FunctionName))
        {
            throw new AmazonLambdaException("Request object does not have required field FunctionName set");
        }

        var payload = invoke.PayloadStream ?? new MemoryStream();
        payload.Position = 0;
        var request = new DefaultRequest(input, "Amazon.Lambda")
        {
            HttpMethod = "POST",
            ResourcePath = "/2015-03-31/functions/{FunctionName}/invocations",
            ContentStream = payload,
            UseQueryString = true,
        };
        request.AddPathResource("{FunctionName}", invoke.FunctionName);
        if (invoke.Qualifier is { } qualifier)
        {
            request.Parameters.Add("Qualifier", qualifier);
        }

        foreach (var (name, value) in Headers(invoke, payload).Where(header => header.Value is not null))
        {
            request.Headers[name] = value;
        }

        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        var payload = new MemoryStream();
        context.Stream.CopyTo(payload);
        payload.Position = 0;
        return new InvokeResponse
        {
            Payload = payload,
            StatusCode = (int)context.ResponseData.StatusCode,
            ExecutedVersion = Header(context, "X-Amz-Executed-Version"),
            FunctionError = Header(context, "X-Amz-Function-Error"),
            LogResult = Header(context, "X-Amz-Log-Result"),
            DurableExecutionArn = Header(context, "X-Amz-Durable-Execution-Arn"),
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        ErrorReader.Read(context, innerException, statusCode, errors, unmodelled);

    private static KeyValuePair<string, string>[] Headers(InvokeRequest invoke, MemoryStream payload) =>
    [
        new("Content-Type", "application/octet-stream"),
        new("Content-Length", payload.Length.ToString(CultureInfo.InvariantCulture)),
        new("x-amz-api-version", "2015-03-31"),
        new("X-Amz-Client-Context", invoke.ClientContextBase64),
        new("X-Amz-Durable-Execution-Name", invoke.DurableExecutionName),
        new("X-Amz-Invocation-Type", invoke.InvocationType?.Value),
        new("X-Amz-Log-Type", invoke.LogType?.Value),
        new("X-Amz-Tenant-Id", invoke.TenantId),
    ];

    private static string Header(JsonUnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;
}
