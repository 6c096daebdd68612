using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>AWS JSON 1.0 and 1.1: the operation is in <c>X-Amz-Target</c>, everything else in the body.</summary>
public sealed class JsonProtocol(ServiceModel model) : WireProtocol(model)
{
    private string ContentType => $"application/x-amz-json-{Model.Metadata.JsonVersion}";

    public override OperationModel FindOperation(WireRequest request)
    {
        var target = request.Head.Header("x-amz-target")
            ?? throw new AwsException("UnknownOperationException", 400, $"{Model.Name} speaks AWS JSON: the X-Amz-Target header is missing.");
        return Operation(target[(target.LastIndexOf('.') + 1)..]);
    }

    public override JsonObject ReadInput(OperationModel operation, WireRequest request)
    {
        var body = JsonTree.Parse(request.Text);
        return operation.Input is { } shape ? JsonTree.Read(shape, body) : body;
    }

    public override WireResponse WriteOutput(OperationModel operation, JsonObject output, string requestId)
    {
        // An operation without an output shape answers with an empty body.
        var body = operation.Output is { } shape ? WireText.Bytes(JsonTree.Write(shape, output)) : [];
        return new(200, ContentType, body);
    }

    public override WireResponse WriteError(AwsException error, string requestId)
    {
        var shape = ErrorShape(error.Code);
        // 1.0 names the error by its full shape id, 1.1 by the bare name.
        // An engine may have thrown the code of the query protocol, which can differ from the name.
        var name = Model.Metadata.IsQueryCompatible && shape is not null ? shape.Name : error.Code;
        var type = Model.Metadata.JsonVersion == "1.0" ? $"{Model.Metadata.ShapeNamespace}#{name}" : name;
        var headers = new Dictionary<string, string> { ["x-amzn-errortype"] = name };
        if (Model.Metadata.IsQueryCompatible)
        {
            headers["x-amzn-query-error"] = $"{shape?.Error?.Code ?? QueryProtocol.ErrorCode(Model.Name, error.Code)};{(error.Status < 500 ? "Sender" : "Receiver")}";
        }

        // These protocols answer a denied call with 400, where the others say 403.
        var status = error.Code == "AccessDeniedException" ? 400 : error.Status;
        return new(status, ContentType, WireText.Bytes(ErrorBody.Create(error, shape, ("__type", type)))) { Headers = headers };
    }
}
