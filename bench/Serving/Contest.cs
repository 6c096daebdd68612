using System.Globalization;
using Mlops.Bench.Common;
using static Mlops.Bench.Common.BenchmarkPage;

namespace Mlops.Bench.Serving;

/// <summary>Starts and asks the servers in turn, so that whatever else the machine does falls on all of them alike.</summary>
internal sealed class Contest(Server own, Server sklearn, Server xgboost, Models models, string script)
{
    private const int Starts = 5;
    private const int Rounds = 3;

    private static readonly Load[] Loads = [new(1, 1), new(8, 1), new(1, 100), new(8, 100)];

    private Server[] All => [own, sklearn, xgboost];

    public async Task RunAsync(int seconds)
    {
        for (var start = 0; start < Starts; start++)
        {
            foreach (var server in All)
            {
                await server.StartAsync();
                if (start < Starts - 1)
                {
                    await server.StopAsync();
                }
            }
        }

        await CheckAsync();
        foreach (var load in Loads)
        {
            var question = models.Question(load.Rows).File;
            for (var round = -1; round < Rounds; round++)
            {
                foreach (var server in All)
                {
                    var result = await load.RunAsync(server, question, script, round < 0 ? 1 : seconds);
                    server.Results.TryAdd(load, []);
                    if (round >= 0)
                    {
                        server.Results[load].Add(result);
                    }
                }
            }
        }

        All.ToList().ForEach(server => server.Weigh());
    }

    public void Publish(string page, string versions) => Write(page, "serving", string.Create(CultureInfo.InvariantCulture, $"""
        ## Serving

        `bench/run.sh serving`: `serve` as the container runs it against Flask under gunicorn (2 workers), each with {Models.Trees} trees of {Models.Leaves} leaves that were fitted to the
        same years of Chicago ridership (49 columns). CSV in, CSV out; `wrk` asks over loopback and shares the processors with the server. Per load the best of {Rounds}
        rounds by requests a second, in which all take turns.

        {Row("clients, rows a request", "server", "requests/s", "p50 ms", "p99 ms", "requests/s, this product's share", "p99")}
        |---|---|---:|---:|---:|---:|---:|
        {string.Join('\n', Loads.SelectMany(load => All.Select(server => Line(load, server))))}

        {Row("server", "start to first ping, median ms", "memory MiB", "start", "memory")}
        |---|---:|---:|---:|---:|
        {string.Join('\n', All.Select(server => Row(server.Name, Number(server.Start.Median, "0"), Number(server.Memory, "0"), Times(server.Start.Median, own.Start.Median), Times(server.Memory, own.Memory))))}

        Memory is that of all processes of a server after the loads, shared pages counted once. The last columns say how many times as much as this product:
        for requests how many times as many this product answers. {versions}; {Machine.Ask("wrk", "-v").Split('\n')[0].Split(" Copyright")[0]}; {Machine.Describe()}.
        """));

    private string Line(Load load, Server server)
    {
        var (result, reference) = (Best(load, server), Best(load, own));
        return Row(
            $"{load.Clients}, {load.Rows}",
            server.Name,
            Number(result.PerSecond, "N0"),
            Number(result.P50 / 1000, "0.00"),
            Number(result.P99 / 1000, "0.00"),
            Times(reference.PerSecond, result.PerSecond),
            Times(result.P99, reference.P99));
    }

    private static LoadResult Best(Load load, Server server) => server.Results[load].MaxBy(result => result.PerSecond)!;

    // Answers only count when they are a model's: all were fitted to the same rows, so they cannot be far apart.
    private async Task CheckAsync()
    {
        var rows = models.Question(100).Rows;
        var expected = await own.PredictAsync(rows);
        foreach (var server in All)
        {
            var answers = await server.PredictAsync(rows);
            var difference = answers.Zip(expected, (left, right) => Math.Abs(left - right)).Average();
            if (answers.Length != 100 || !(difference < 1.5))
            {
                throw new InvalidOperationException($"{server.Name} answers {answers.Length} rows, {difference} away from this product's.");
            }
        }
    }
}
