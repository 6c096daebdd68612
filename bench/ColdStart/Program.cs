using Mlops.Bench.ColdStart;
using Mlops.Bench.ColdStart.StartupOrder;

var folder = Directory.CreateTempSubdirectory("mlops-cold-start-").FullName;
try
{
    var authority = new TestAuthority();
    await using var cloud = await FakeCloud.StartAsync(authority);
    switch (args)
    {
        case ["order", var bootstrap, var tracer, var file]:
            await OrderFile.WriteAsync(file, bootstrap, tracer, folder, cloud, Trust(Few(bootstrap)));
            return 0;
        case [var page, var bootstrap, var python, var script, var bundle, var roundsText] when int.TryParse(roundsText, out var rounds):
            var few = Few(bootstrap);
            var all = Roots("all.pem", "/etc/ssl/certs/ca-certificates.crt");
            var contest = new Contest(
                new Contestant("this product", false, [bootstrap], []),
                new Contestant("this product", true, [bootstrap], Trust(few)),
                new Contestant("boto3", false, [python, script], []),
                new Contestant("boto3", true, [python, script], new() { ["AWS_CA_BUNDLE"] = few }),
                new Contestant("AWS SDK for JavaScript", false, ["node", bundle], []),
                new Contestant("AWS SDK for JavaScript", true, ["node", bundle], new() { ["NODE_EXTRA_CA_CERTS"] = few }),
                new Contestant("this product, had it to read all roots of the system", true, [bootstrap], Trust(all)));
            await contest.RunAsync(cloud, rounds);
            contest.Publish(page, python, rounds);
            return 0;
        default:
            Console.Error.WriteLine("""
                Usage: Mlops.Bench.ColdStart PAGE.md BOOTSTRAP PYTHON SCRIPT.py BUNDLE.mjs ROUNDS   (bench/run.sh cold-start)
                       Mlops.Bench.ColdStart order BOOTSTRAP-WITH-SYMBOLS ENTRIES.so FILE           (bench/run.sh startup-order)
                """);
            return 2;
    }

    string Few(string bootstrap) => Roots("few.pem", Path.Combine(Path.GetDirectoryName(bootstrap)!, "aws-roots.pem"));

    string Roots(string name, string file)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, File.ReadAllText(file) + "\n" + authority.RootPem);
        return path;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static Dictionary<string, string> Trust(string roots) => new() { ["SSL_CERT_FILE"] = roots, ["SSL_CERT_DIR"] = "/var/task/none" };
