using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>REST with JSON: members are spread over path, query, headers and body; the route tells the operation.</summary>
public sealed class RestJsonProtocol : WireProtocol
{
    private readonly List<(RestRoute Route, OperationModel Operation)> _routes;

    public RestJsonProtocol(ServiceModel model) : base(model) =>
        _routes = [.. model.Operations.Values.Select(operation => (new RestRoute(operation.Method, operation.RequestUri), operation))];

    public override OperationModel FindOperation(WireRequest request)
    {
        var found = _routes.FirstOrDefault(route => route.Route.Match(request.Head.Method, request.Head.RawPath) is not null);
        return found.Operation ?? throw AwsException.Unsupported(Model.Name, $"{request.Head.Method} {request.Head.RawPath}", Model.Operations.Keys);
    }

    public override JsonObject ReadInput(OperationModel operation, WireRequest request)
    {
        if (operation.Input is not { } shape)
        {
            return [];
        }

        var input = ReadBody(shape, request);
        var path = new RestRoute(operation.Method, operation.RequestUri).Match(request.Head.Method, request.Head.RawPath)!;
        var query = CanonicalRequest.QueryParameters(request.Head.RawQuery).ToLookup(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
        foreach (var (name, member) in shape.Members)
        {
            var location = member.LocationName ?? name;
            var text = member.Location switch
            {
                "uri" => path.GetValueOrDefault(location),
                "querystring" => query[location].FirstOrDefault(),
                "header" => request.Head.Header(location.ToLowerInvariant()),
                _ => null,
            };
            if (text is not null)
            {
                input[name] = WireScalar.Read(member.Shape, text);
            }
        }

        return input;
    }

    public override WireResponse WriteOutput(OperationModel operation, JsonObject output, string requestId)
    {
        if (operation.Output is not { } shape)
        {
            return new(operation.ResponseCode, "application/json", []);
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var status = operation.ResponseCode;
        foreach (var (name, member) in shape.Members.Where(member => output[member.Key] is not null))
        {
            if (member.Location == "header")
            {
                headers[member.LocationName ?? name] = WireScalar.Write(member, output[name]!);
            }
            else if (member.Location == "statusCode")
            {
                status = int.Parse(output[name]!.ToJsonString(), CultureInfo.InvariantCulture);
            }
        }

        headers.Remove("Content-Type", out var contentType);
        return new(status, contentType ?? "application/json", WriteBody(shape, output)) { Headers = headers };
    }

    public override WireResponse WriteError(AwsException error, string requestId)
    {
        var type = error.Status < 500 ? "User" : "Service";
        return new(error.Status, "application/json", WireText.Bytes(ErrorBody.Create(error, ErrorShape(error.Code), ("Type", type))))
        {
            Headers = new Dictionary<string, string> { ["x-amzn-errortype"] = error.Code },
        };
    }

    private JsonObject ReadBody(StructureShape shape, WireRequest request)
    {
        if (shape.Payload is not { } payload)
        {
            return JsonTree.Read(shape, JsonTree.Parse(request.Text));
        }

        if (request.Body.IsEmpty)
        {
            return [];
        }

        return shape.Members[payload].Shape is StructureShape structure
            ? new() { [payload] = JsonTree.Read(structure, JsonTree.Parse(request.Text)) }
            : new() { [payload] = IsText(shape) ? request.Text : Convert.ToBase64String(request.Body.Span) };
    }

    private byte[] WriteBody(StructureShape shape, JsonObject output)
    {
        if (shape.Payload is not { } payload)
        {
            return WireText.Bytes(JsonTree.Write(shape, output));
        }

        return (shape.Members[payload].Shape, output[payload]) switch
        {
            (_, null) => [],
            (StructureShape structure, JsonObject value) => WireText.Bytes(JsonTree.Write(structure, value)),
            (_, var value) => IsText(shape) ? Encoding.UTF8.GetBytes((string)value!) : Convert.FromBase64String((string)value!),
        };
    }

    // Lambda's payloads are JSON text on both sides; base64 would only be in everybody's way.
    private bool IsText(StructureShape shape) => Model.Name == "lambda" && shape.Payload == "Payload";
}
