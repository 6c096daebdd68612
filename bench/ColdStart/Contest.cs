using System.Globalization;
using Mlops.Bench.Common;
using static Mlops.Bench.Common.BenchmarkPage;

namespace Mlops.Bench.ColdStart;

/// <summary>Runs all contestants in turn, so that whatever else the machine does falls on all of them alike.</summary>
internal sealed class Contest(
    Contestant own, Contestant ownSecure, Contestant boto, Contestant botoSecure, Contestant js, Contestant jsSecure, Contestant ownAllRoots)
{
    private const int WarmUps = 2;

    private IReadOnlyList<Contestant> All => [own, boto, js, ownSecure, botoSecure, jsSecure, ownAllRoots];

    public async Task RunAsync(FakeCloud cloud, int rounds)
    {
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var contestant in All)
            {
                await contestant.RunAsync(cloud, isCounted: round >= 0);
            }
        }
    }

    public void Publish(string page, string python, int rounds) => Write(page, "cold-start", string.Create(CultureInfo.InvariantCulture, $"""
        ## Cold start of a function

        `bench/run.sh cold-start`: `settle`, which lists a prefix in S3, as the native executable that is deployed, against the same function with boto3 and
        with the AWS SDK for JavaScript v3 (bundled and minified). A fresh process each time, from its start until its answer is at the Runtime API; warm page cache,
        {rounds} rounds in which all take turns. Both others run in a minimal runtime loop, not AWS's managed runtimes. Over HTTPS all trust the same few roots.
        A real cold start adds the micro-VM and the download, which are not measured here (package: {PackageMegabytes(own.Command[0]):0.0} MB zipped).

        {Row("what", "over", "median ms", "p90 ms", "peak memory MiB", "time", "memory")}
        |---|---|---:|---:|---:|---:|---:|
        {string.Join('\n', All.Select(Line))}

        The last two columns say how many times as much it takes as this product. {Python(python)}; Node.js {Machine.Ask("node", "--version")}, client-s3 3.1175.0; {Machine.Describe()}.
        """));

    private string Line(Contestant contestant)
    {
        var reference = contestant.IsSecure ? ownSecure : own;
        return Row(
            contestant.Name,
            contestant.IsSecure ? "HTTPS" : "HTTP",
            Number(contestant.Time.Median, "0.0"),
            Number(contestant.Time.P90, "0.0"),
            Number(contestant.Memory.Median, "0.0"),
            Times(contestant.Time.Median, reference.Time.Median),
            Times(contestant.Memory.Median, reference.Memory.Median));
    }

    private static string Python(string python) => Machine.Ask(python, "-c", "import boto3,platform;print('Python',platform.python_version()+', boto3',boto3.__version__)");

    private static double PackageMegabytes(string bootstrap)
    {
        using var zip = new MemoryStream();
        System.IO.Compression.ZipFile.CreateFromDirectory(Path.GetDirectoryName(bootstrap)!, zip);
        return zip.Length / 1e6;
    }
}
