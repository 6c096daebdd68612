using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Mlops.Algorithm.Serving;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Serving;

/// <summary>A classifier answers with the probability and the class, in the members of SageMaker's own classifiers.</summary>
public sealed class BinaryServingTests(TrainedFlights trained) : IAsyncLifetime
{
    private readonly ModelServer _server = new(trained.Scorer, IPAddress.Loopback, port: 0);
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    private static string Golden { get; } = File.ReadAllText(Path.Combine(Repository.Root, "pipelines", "flights", "golden.csv"));

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
    public async Task Csv_GoldenRows_GivesProbabilityAndClassPerRow()
    {
        var rows = (await PostAsync("text/csv")).TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();

        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.Equal(Number(row[0]) >= trained.Scorer.Threshold ? "late" : "on-time", row[1]));
        Assert.All(rows, row => Assert.InRange(Number(row[0]), 0, 1));
    }

    [Fact]
    public async Task AllFormats_SameRows_SayTheSame()
    {
        string[] csv = [.. (await PostAsync("text/csv")).TrimEnd('\n').Split('\n')];
        using var json = JsonDocument.Parse(await PostAsync("application/json"));
        string[] lines = [.. (await PostAsync("application/jsonlines")).TrimEnd('\n').Split('\n')];

        Assert.Equal(csv, json.RootElement.GetProperty("predictions").EnumerateArray().Select(Text));
        Assert.Equal(csv, lines.Select(line => Text(JsonDocument.Parse(line).RootElement)));
    }

    private static string Text(JsonElement prediction) =>
        $"{prediction.GetProperty("score").GetDouble().ToString("R", CultureInfo.InvariantCulture)},{prediction.GetProperty("predicted_label").GetString()}";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private async Task<string> PostAsync(string accept)
    {
        using var content = new StringContent(Golden, Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, accept), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
