using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Shared;

namespace Amazon.Lambda;

/// <summary>GetFunctionConfiguration on the wire: a GET with everything in the path and the query, answered in JSON.</summary>
internal sealed class GetFunctionConfigurationOperation(Func<ErrorReply, AmazonServiceException> unmodelled, params ModelledError[] errors)
    : JsonResponseUnmarshaller, IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private static readonly JsonTypeInfo<GetFunctionConfigurationResponse> Answer =
        (JsonTypeInfo<GetFunctionConfigurationResponse>)LambdaJson.CreateOptions().GetTypeInfo(typeof(GetFunctionConfigurationResponse));

    public InvokeOptions CreateOptions() => new() { RequestMarshaller = this, ResponseUnmarshaller = this };

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var get = (GetFunctionConfigurationRequest)input;
        if (string.IsNullOrEmpty(get.FunctionName))
        {
            throw new AmazonLambdaException("Request object does not have required field FunctionName set");
        }

        var request = new DefaultRequest(input, "Amazon.Lambda")
        {
            HttpMethod = "GET",
            ResourcePath = "/2015-03-31/functions/{FunctionName}/configuration",
            UseQueryString = true,
        };
        request.AddPathResource("{FunctionName}", get.FunctionName);
        if (get.Qualifier is { } qualifier)
        {
            request.Parameters.Add("Qualifier", qualifier);
        }

        request.Headers["x-amz-api-version"] = "2015-03-31";
        return request;
    }

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), Answer);
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        ErrorReader.Read(context, innerException, statusCode, errors, unmodelled);
}
