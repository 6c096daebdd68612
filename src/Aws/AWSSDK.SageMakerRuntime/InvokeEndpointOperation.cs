using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SageMakerRuntime.Model;
using Amazon.Shared;

namespace Amazon.SageMakerRuntime;

/// <summary>InvokeEndpoint on the wire: the body as it is, everything else in the path and in headers.</summary>
internal sealed class InvokeEndpointOperation(Func<ErrorReply, AmazonServiceException> unmodelled, params ModelledError[] errors)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public InvokeOptions CreateOptions() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var invoke = (InvokeEndpointRequest)input;
        if (string.IsNullOrEmpty(invoke.EndpointName))
        {
            throw new AmazonSageMakerRuntimeException("Request object does not have required field EndpointName set");
        }

        var request = new DefaultRequest(input, "Amazon.SageMakerRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = "/endpoints/{EndpointName}/invocations",
            ContentStream = invoke.Body ?? new MemoryStream(),
        };
        request.AddPathResource("{EndpointName}", invoke.EndpointName);
        request.Headers["x-amz-api-version"] = "2017-05-13";
        request.Headers["Content-Length"] = request.ContentStream.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        request.Headers["Content-Type"] = invoke.ContentType ?? "binary/octet-stream";
        foreach (var (name, value) in Headers(invoke).Where(header => header.Value is not null))
        {
            request.Headers[name] = value;
        }

        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        var body = new MemoryStream();
        context.Stream.CopyTo(body);
        body.Position = 0;
        return new InvokeEndpointResponse
        {
            Body = body,
            ContentType = Header(context, "Content-Type"),
            InvokedProductionVariant = Header(context, "x-Amzn-Invoked-Production-Variant"),
            CustomAttributes = Header(context, "X-Amzn-SageMaker-Custom-Attributes"),
            NewSessionId = Header(context, "X-Amzn-SageMaker-New-Session-Id"),
            ClosedSessionId = Header(context, "X-Amzn-SageMaker-Closed-Session-Id"),
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        ErrorReader.Read(context, innerException, statusCode, errors, unmodelled);

    private static KeyValuePair<string, string>[] Headers(InvokeEndpointRequest invoke) =>
    [
        new("Accept", invoke.Accept),
        new("X-Amzn-SageMaker-Custom-Attributes", invoke.CustomAttributes),
        new("X-Amzn-SageMaker-Target-Model", invoke.TargetModel),
        new("X-Amzn-SageMaker-Target-Variant", invoke.TargetVariant),
        new("X-Amzn-SageMaker-Target-Container-Hostname", invoke.TargetContainerHostname),
        new("X-Amzn-SageMaker-Inference-Id", invoke.InferenceId),
        new("X-Amzn-SageMaker-Enable-Explanations", invoke.EnableExplanations),
        new("X-Amzn-SageMaker-Inference-Component", invoke.InferenceComponentName),
        new("X-Amzn-SageMaker-Session-Id", invoke.SessionId),
    ];

    private static string Header(JsonUnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;
}
