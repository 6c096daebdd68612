using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mlops.Cli.Tests.Testing;

/// <summary>One SQS queue behind a <see cref="FakeAws"/>: a received message is hidden until somebody shows it again, or until as many receives have passed as <see cref="ComesBackAfter"/> says.</summary>
internal sealed class FakeQueue
{
    private readonly List<JsonObject> _messages = [];
    private readonly HashSet<string> _hidden = [];
    private readonly Dictionary<string, int> _receivedAt = [];
    private int _receives;

    public FakeQueue(FakeAws aws, string url = "http://queue")
    {
        aws.On("AmazonSQS.GetQueueUrl", _ => new JsonObject { ["QueueUrl"] = url });
        aws.On("AmazonSQS.ReceiveMessage", Receive);
        aws.On("AmazonSQS.DeleteMessage", input => Delete(input["ReceiptHandle"]!.ToString()));
        aws.On("AmazonSQS.ChangeMessageVisibility", Show);
    }

    public IReadOnlyList<string> Ids => [.. _messages.Select(message => message["MessageId"]!.ToString())];

    public int ComesBackAfter { get; init; } = int.MaxValue;

    /// <summary>Those that a reader would be given now.</summary>
    public IReadOnlyList<string> Visible => [.. Ids.Where(id => !_hidden.Contains(id))];

    public void Add(string id, string body, params (string Name, string Type, string Value)[] attributes) => _messages.Add(new JsonObject
    {
        ["MessageId"] = id,
        ["ReceiptHandle"] = id,
        ["Body"] = body,
        ["MD5OfBody"] = Hex(Encoding.UTF8.GetBytes(body)),
        ["Attributes"] = new JsonObject { ["SentTimestamp"] = "1767323045000" },
        ["MessageAttributes"] = new JsonObject(attributes.Select(each =>
            KeyValuePair.Create(each.Name, (JsonNode?)new JsonObject { ["DataType"] = each.Type, ["StringValue"] = each.Value }))),
        ["MD5OfMessageAttributes"] = Hex([.. attributes.OrderBy(each => each.Name, StringComparer.Ordinal)
            .SelectMany(each => (byte[])[.. Text(each.Name), .. Text(each.Type), 1, .. Text(each.Value)])]),
    });

    private JsonObject Receive(JsonObject input)
    {
        _receives++;
        _hidden.RemoveWhere(id => _receives - _receivedAt[id] >= ComesBackAfter);
        var given = _messages.Where(message => !_hidden.Contains(message["MessageId"]!.ToString())).Take(input["MaxNumberOfMessages"]!.GetValue<int>()).ToList();
        foreach (var id in given.Select(message => message["MessageId"]!.ToString()))
        {
            _hidden.Add(id);
            _receivedAt[id] = _receives;
        }

        return new JsonObject { ["Messages"] = new JsonArray([.. given.Select(message => message.DeepClone())]) };
    }

    private JsonObject Delete(string id)
    {
        _messages.RemoveAll(message => message["MessageId"]!.ToString() == id);
        return [];
    }

    private JsonObject Show(JsonObject input)
    {
        if (input["VisibilityTimeout"]!.GetValue<int>() == 0)
        {
            _hidden.Remove(input["ReceiptHandle"]!.ToString());
        }

        return [];
    }

    private static byte[] Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }

#pragma warning disable CA5351 // SQS says MD5
    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
}
