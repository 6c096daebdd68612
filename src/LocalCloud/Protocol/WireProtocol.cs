using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>One of AWS's protocols, speaking for one service: between the wire and the JSON trees of <see cref="ApiOperation"/>.</summary>
public abstract class WireProtocol(ServiceModel model)
{
    public ServiceModel Model { get; } = model;

    /// <summary>The protocol of a request of which only is known whether it has an <c>X-Amz-Target</c>.</summary>
    public static WireProtocol Of(ServiceModel model, bool hasTarget) => model.Metadata.Protocol switch
    {
        // CloudWatch speaks JSON and Query beside CBOR, and every SDK one of the two.
        "smithy-rpc-v2-cbor" => hasTarget ? new JsonProtocol(model) : new QueryProtocol(model),
        "json" => new JsonProtocol(model),
        "rest-json" => new RestJsonProtocol(model),
        "query" => new QueryProtocol(model),
        var other => throw new InvalidOperationException($"The protocol '{other}' of '{model.Name}' has a router of its own."),
    };

    /// <summary>The operation that a request asks for; one that the service does not have is <c>UnsupportedOperation</c>.</summary>
    public abstract OperationModel FindOperation(WireRequest request);

    public abstract JsonObject ReadInput(OperationModel operation, WireRequest request);

    public abstract WireResponse WriteOutput(OperationModel operation, JsonObject output, string requestId);

    public abstract WireResponse WriteError(AwsException error, string requestId);

    protected OperationModel Operation(string name) =>
        Model.Operations.TryGetValue(name, out var found) ? found : throw AwsException.Unsupported(Model.Name, name, Model.Operations.Keys);

    /// <summary>The exception's shape in the model, by its name or by the code that the query protocol uses.</summary>
    protected StructureShape? ErrorShape(string code) => Model.Shapes.GetValueOrDefault(code) as StructureShape
        ?? Model.Shapes.Values.OfType<StructureShape>().FirstOrDefault(shape => shape.Error?.Code == code);
}
