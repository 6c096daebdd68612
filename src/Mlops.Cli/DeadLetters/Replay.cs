using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Amazon.Lambda;
using Amazon.Lambda.Model;

namespace Mlops.Cli.DeadLetters;

/// <summary>
/// Hands an event to its function again. The functions are idempotent by keys from the event, so that one that was handled
/// after all, or is handed over twice, changes nothing.
/// </summary>
internal static class Replay
{
    /// <summary>Null when the function handled it, else why it did not.</summary>
    public static async Task<string?> HandOverAsync(IAmazonLambda lambda, string functionName, DeadLetter letter, CancellationToken cancellationToken)
    {
        try
        {
            var request = new InvokeRequest { FunctionName = functionName, InvocationType = InvocationType.RequestResponse, Payload = letter.Event };
            var response = await lambda.InvokeAsync(request, cancellationToken);
            return response.FunctionError is null ? null : Explain(response);
        }
        catch (AmazonLambdaException e)
        {
            return $"{e.ErrorCode}: {e.Message}";
        }
    }

    /// <summary>Puts an event that did not reach the next environment on the product's bus again, whose rule sends it. Null when the bus took it.</summary>
    public static async Task<string?> SendAgainAsync(IAmazonEventBridge events, string bus, DeadLetter letter, CancellationToken cancellationToken)
    {
        var told = JsonNode.Parse(letter.Event)!;
        var entry = new PutEventsRequestEntry
        {
            EventBusName = bus,
            Source = told["source"]?.ToString(),
            DetailType = told["detail-type"]?.ToString(),
            Detail = told["detail"]?.ToJsonString(),
        };
        try
        {
            var answer = (await events.PutEventsAsync(new PutEventsRequest { Entries = [entry] }, cancellationToken)).Entries[0];
            return answer.ErrorCode is null ? null : $"{answer.ErrorCode}: {answer.ErrorMessage}";
        }
        catch (AmazonEventBridgeException e)
        {
            return $"{e.ErrorCode}: {e.Message}";
        }
    }

    private static string Explain(InvokeResponse response)
    {
        try
        {
            var answer = JsonNode.Parse(response.Payload);
            return $"{answer?["errorType"]}: {answer?["errorMessage"]}";
        }
        catch (JsonException)
        {
            return response.FunctionError;
        }
    }
}
