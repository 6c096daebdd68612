using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>AWS Query: a form with an <c>Action</c> in, XML out.</summary>
public sealed class QueryProtocol(ServiceModel model) : WireProtocol(model)
{
    private const string ContentType = "text/xml";

    private XNamespace Namespace => Model.Metadata.XmlNamespace ?? "";

    public override OperationModel FindOperation(WireRequest request) => Operation(Form(request)["Action"]
        ?? throw new AwsException("MissingAction", 400, $"{Model.Name} speaks AWS Query: the parameter Action is missing."));

    public override JsonObject ReadInput(OperationModel operation, WireRequest request) => Form(request).Read(operation.Input);

    public override WireResponse WriteOutput(OperationModel operation, JsonObject output, string requestId)
    {
        var members = operation.Output is { } shape ? XmlTree.Members(shape, output, Namespace) : [];
        var response = new XElement(Namespace + $"{operation.Name}Response");
        response.Add(operation.ResultWrapper is { } wrapper ? new XElement(Namespace + wrapper, members) : members);
        response.Add(new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", requestId)));
        return new(200, ContentType, Bytes(response));
    }

    public override WireResponse WriteError(AwsException error, string requestId)
    {
        var code = ErrorShape(error.Code)?.Error?.Code ?? ErrorCode(Model.Name, error.Code);
        var body = new XElement(Namespace + "ErrorResponse",
            new XElement(Namespace + "Error",
                new XElement(Namespace + "Type", error.Status < 500 ? "Sender" : "Receiver"),
                new XElement(Namespace + "Code", code),
                new XElement(Namespace + "Message", error.Message),
                error.Details.Select(detail => new XElement(Namespace + detail.Key, detail.Value))),
            new XElement(Namespace + "RequestId", requestId));
        return new(error.Status, ContentType, Bytes(body)) { Headers = new Dictionary<string, string> { ["x-amzn-errortype"] = code } };
    }

    /// <summary>What the query services call the errors that are common to all services.</summary>
    internal static string ErrorCode(string service, string code) => (service, code) switch
    {
        // The model of SQS has lost the codes of its time as a query service.
        ("sqs", "QueueDoesNotExist") => "AWS.SimpleQueueService.NonExistentQueue",
        ("sqs", "QueueNameExists") => "QueueAlreadyExists",
        ("sqs", "QueueDeletedRecently" or "PurgeQueueInProgress" or "MessageNotInflight") => $"AWS.SimpleQueueService.{code}",
        ("sns", "AccessDeniedException") => "AuthorizationError",
        (_, "AccessDeniedException") => "AccessDenied",
        (_, "ValidationException") => "ValidationError",
        _ => code,
    };

    private static QueryForm Form(WireRequest request) => new(request.Body.IsEmpty ? request.Head.RawQuery : request.Text);

    private static byte[] Bytes(XElement element) => Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
}
