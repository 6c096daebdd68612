using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Mlops.Algorithm.Serving;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Serving;

public sealed class ServingTests(TrainedRidership trained) : IAsyncLifetime
{
    private readonly ModelServer _server = new(trained.Scorer, IPAddress.Loopback, port: 0);
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    private static string[] Golden { get; } = File.ReadAllLines(Path.Combine(Repository.Root, "pipelines", "ridership", "golden.csv"));

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync(TestContext.Current.CancellationToken);
        _client.BaseAddress = _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Ping_ModelLoaded_IsOk()
    {
        using var response = await _client.GetAsync(new Uri("/ping", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Csv_GoldenRows_GivesANumberPerRow()
    {
        var (status, body) = await PostAsync(string.Join('\n', Golden), "text/csv");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(5, body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(double.Parse).Count(value => value is > 0 and < 40));
    }

    [Fact]
    public async Task AllFormats_SameRows_GiveTheSamePredictions()
    {
        var (_, expected) = await PostAsync(string.Join('\n', Golden), "text/csv");
        var objects = Golden.Skip(1).Select(Object).ToList();
        var arrays = Golden.Skip(1).Select(Array).ToList();
        (string Body, string Type)[] others =
        [
            (string.Join("\r\n", Golden.Skip(1)), "text/csv"),
            ("\uFEFF" + string.Join('\n', Golden.Prepend("").Skip(1)) + "\n", "text/csv; charset=utf-8"),
            ($"{{\"instances\":[{string.Join(',', objects)}]}}", "application/json"),
            ($"{{\"instances\":[{string.Join(',', arrays)}]}}", "application/json"),
            ($"[{string.Join(',', arrays)}]", "application/json"),
            (string.Join('\n', objects) + "\n\n", "application/jsonlines"),
            (string.Join("\r\n", arrays), "application/jsonlines"),
        ];

        foreach (var (body, type) in others)
        {
            Assert.Equal((HttpStatusCode.OK, expected), await PostAsync(body, type, accept: "text/csv"));
        }
    }

    [Fact]
    public async Task Csv_HeaderInOtherOrderAndWithTheLabel_GivesTheSamePredictions()
    {
        var (_, expected) = await PostAsync(string.Join('\n', Golden), "text/csv");
        var reversed = Golden.Select((line, i) => string.Join(',', line.Split(',').Reverse()) + (i == 0 ? ",ridership" : ",1"));

        Assert.Equal((HttpStatusCode.OK, expected), await PostAsync(string.Join('\n', reversed), "text/csv"));
    }

    [Theory]
    [InlineData("text/csv", null, "text/csv")]
    [InlineData("text/csv", "*/*", "text/csv")]
    [InlineData("text/csv", "application/json", "application/json")]
    [InlineData("text/csv", "application/xml, application/jsonlines;q=0.5", "application/jsonlines")]
    [InlineData("text/csv", "application/*", null)]
    [InlineData("text/csv", "image/png", null)]
    public async Task Accept_Header_ChoosesTheAnswersFormat(string type, string? accept, string? expected)
    {
        using var response = await SendAsync(Encoding.UTF8.GetBytes(Golden[1]), type, accept);

        Assert.Equal(expected is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected ?? "application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Json_MissingValue_IsScored()
    {
        var row = Object(Golden[1]).Replace("\"temp\":", "\"temp\":null,\"_\":", StringComparison.Ordinal);
        var (status, body) = await PostAsync("[" + row.Replace(row[row.IndexOf(",\"_\":", StringComparison.Ordinal)..row.IndexOf(",\"temp_max\"", StringComparison.Ordinal)], "", StringComparison.Ordinal) + "]", "application/json");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("predictions").EnumerateArray());
    }

    [Theory]
    [InlineData("text/csv", "", "no rows")]
    [InlineData("text/csv", "1,2,3", "row 1: has 3 values; 49 are expected")]
    [InlineData("text/csv", "date,Austin\n2004-01-01,1", "column 'Quincy_Wells' is missing")]
    [InlineData("text/csv", "date,Austin,Bogus\n2004-01-01,1,2", "column 'Bogus' is unknown to the model")]
    [InlineData("text/csv", "date,Austin,\"x\ny", "never closed")]
    [InlineData("application/json", "", "not valid JSON")]
    [InlineData("application/json", "{", "not valid JSON")]
    [InlineData("application/json", "{\"rows\":[]}", "the body must be")]
    [InlineData("application/json", "{\"instances\":[]}", "no rows")]
    [InlineData("application/json", "[1]", "row 1: must be an object by column name or an array of values")]
    [InlineData("application/json", "[{\"Bogus\":1}]", "row 1: column 'Bogus' is unknown to the model")]
    [InlineData("application/json", "[{\"date\":{}}]", "row 1: column 'date' must be a number, a text or null")]
    [InlineData("application/json", "[{\"date\":\"\\ud800\"}]", "not valid Unicode")]
    [InlineData("application/json", "[{\"date\":1,\"date\":2}]", "not valid JSON")]
    [InlineData("application/jsonlines", "[1]\n{", "row 2 is not valid JSON")]
    public async Task Malformed_Body_Is400WithTheReason(string type, string body, string reason)
    {
        var (status, answer) = await PostAsync(body, type);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(reason, JsonDocument.Parse(answer).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Malformed_ValueInTheThirdRow_IsLocated()
    {
        var rows = Golden.ToArray();
        var values = rows[3].Split(',');
        values[System.Array.IndexOf(rows[0].Split(','), "temp")] = "warm";
        rows[3] = string.Join(',', values);

        var (status, answer) = await PostAsync(string.Join('\n', rows), "text/csv");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("""{"error":"row 3: column 'temp' 'warm' is not a number"}""", answer);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task ContentType_Unknown_Is415(string? type)
    {
        using var response = await SendAsync("x"u8.ToArray(), type, accept: null);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_TooLarge_Is413(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new ByteArrayContent(new byte[InvocationEndpoint.LargestBody + 1]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        request.Headers.TransferEncodingChunked = chunked;
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "[", ",")]
    [InlineData("application/jsonlines", "", "\n")]
    public async Task Malformed_ManyEmptyRows_IsGivenUpEarly(string type, string open, string separator)
    {
        var body = open + string.Join(separator, Enumerable.Repeat("[]", 1_000_000)) + (open.Length > 0 ? "]" : "");
        var (status, answer) = await PostAsync(body, type);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("; and at least 90 more", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invocations_ManyAtOnce_AgreeWithOneAlone()
    {
        var (_, expected) = await PostAsync(string.Join('\n', Golden), "text/csv");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => PostAsync(string.Join('\n', Golden), "text/csv")));

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.OK, expected), answer));
    }

    [Fact]
    public async Task Invocations_ArbitraryBytes_NeverAnswer5xx()
    {
        var type = Gen.OneOf("text/csv", "application/json", "application/jsonlines");
        var fragment = Gen.OneOf(
            Gen.Byte.Array[0, 200],
            Gen.OneOf("{\"instances\":[", "[[", "]]", "{\"date\":", "\"2004-01-01\"", ",", "\n", "\"", "null", "date,Austin", "1e999", Golden[0], Golden[1]).Select(Encoding.UTF8.GetBytes));
        await Gen.Select(type, fragment.Array[0, 6]).SampleAsync(async (contentType, parts) =>
        {
            using var response = await SendAsync([.. parts.SelectMany(part => part)], contentType, accept: null);
            Assert.InRange((int)response.StatusCode, 200, 499);
        }, iter: 500);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string type, string? accept = null)
    {
        using var response = await SendAsync(Encoding.UTF8.GetBytes(body), type, accept);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] body, string? type, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new ByteArrayContent(body) };
        if (type is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Object(string line) =>
        "{" + string.Join(',', Golden[0].Split(',').Zip(line.Split(','), (name, value) => $"\"{name}\":{Value(name, value)}")) + "}";

    private static string Array(string line) => "[" + string.Join(',', Golden[0].Split(',').Zip(line.Split(','), Value)) + "]";

    private static string Value(string name, string value) => name == "date" ? $"\"{value}\"" : value;
}
