using LocalCloud.Api;
using LocalCloud.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Protocol;

/// <summary>
/// The HTTP door of every API but S3's: find the service, identify the caller, parse, dispatch, serialize. The one place
/// where an error becomes a response.
/// </summary>
public sealed class ProtocolEndpoint(ApiDispatcher dispatcher, CallerIdentifier callers, ServiceRouter router, ILogger<ProtocolEndpoint> logger)
{
    // Errors before the service is known still need a form: every SDK reads this one.
    private static readonly WireProtocol Fallback = new JsonProtocol(ServiceModel.Find("ssm")!);

    public async Task HandleAsync(HttpContext http)
    {
        var requestId = dispatcher.NextRequestId();
        if (await RespondAsync(http.Request, requestId, http.RequestAborted) is not { } response)
        {
            http.Abort();
            return;
        }

        await SendAsync(http.Response, response, requestId, http.RequestAborted);
    }

    /// <summary>Null: the client is to get no answer.</summary>
    private async Task<WireResponse?> RespondAsync(HttpRequest http, string requestId, CancellationToken cancellationToken)
    {
        var protocol = Fallback;
        var operation = "?";
        try
        {
            var request = await WireRequest.ReadAsync(http, cancellationToken);
            var caller = callers.Identify(request.Head, SigningKey.Sha256(request.Body.Span));
            protocol = router.Find(request.Head, SignatureOf(caller));
            var principal = PrincipalOf(caller, protocol);
            request = request.Decoded();
            var model = protocol.FindOperation(request);
            operation = model.Name;
            var input = protocol.ReadInput(model, request);
            var output = await dispatcher.CallAsync(protocol.Model.Name, operation, input, new ApiContext(principal, requestId), cancellationToken);
            return protocol.WriteOutput(model, output, requestId);
        }
        catch (AwsException error) when (error.IsUnreachable)
        {
            return null;
        }
        catch (AwsException error)
        {
            return protocol.WriteError(error, requestId);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            logger.Unexpected(problem, protocol.Model.Name, operation, requestId);
            var code = protocol is JsonProtocol ? "InternalFailure" : "InternalError";
            return protocol.WriteError(new(code, 500, $"An internal error occurred in {protocol.Model.Name}:{operation}; the log has it under request {requestId}."), requestId);
        }
    }

    private static Principal PrincipalOf(Caller caller, WireProtocol protocol) => caller switch
    {
        // A link that a page could make a browser follow; only S3's are handed out.
        Caller.Known { Signature.Expires: not null } => throw new SignatureFailure(
            SignatureFailureKind.Missing, "LocalCloud accepts signatures in the query string for S3 only: sign the request with an Authorization header.")
            .ToException(protocol.Model.Metadata.Protocol),
        Caller.Known known => known.Principal,
        Caller.Rejected rejected => throw rejected.Failure.ToException(protocol.Model.Metadata.Protocol),
        _ => throw new SignatureFailure(SignatureFailureKind.Missing, "Missing Authentication Token").ToException(protocol.Model.Metadata.Protocol),
    };

    private static Signature? SignatureOf(Caller caller) => caller switch
    {
        Caller.Known known => known.Signature,
        Caller.Rejected rejected => rejected.Signature,
        _ => null,
    };

    private static async Task SendAsync(HttpResponse http, WireResponse response, string requestId, CancellationToken cancellationToken)
    {
        http.StatusCode = response.Status;
        http.Headers["x-amzn-requestid"] = requestId;
        foreach (var (name, value) in response.Headers)
        {
            http.Headers[name] = value;
        }

        if (response.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        http.ContentType = response.ContentType;
        http.ContentLength = response.Body.Length;
        await http.Body.WriteAsync(response.Body, cancellationToken);
    }
}
