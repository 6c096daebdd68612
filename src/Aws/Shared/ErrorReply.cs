using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Shared;

/// <summary>An error as the service answered it, ready to become an exception.</summary>
internal sealed class ErrorReply(ErrorResponse response, Exception inner, HttpStatusCode status, IWebResponseData answer, byte[] body)
{
    public string Code => response.Code;

    public string Message => response.Message;

    public string RequestId => response.RequestId;

    public ErrorType Type => response.Type;

    public Exception Inner => inner;

    public HttpStatusCode Status => status;

    /// <summary>A further string member of the error's body; null when it is absent.</summary>
    public string Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A further number of the error's body; null when it is absent.</summary>
    public int? Number(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>A header of the answer; null when it is absent.</summary>
    public string Header(string name) => answer.IsHeaderPresent(name) ? answer.GetHeaderValue(name) : null;

    private JsonElement? Member(string name)
    {
        if (body.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(body);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var value)
            ? value.Clone()
            : null;
    }
}
