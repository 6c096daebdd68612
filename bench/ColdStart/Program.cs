using Mlops.Bench.ColdStart;
using Mlops.Bench.Common;

if (args is not [var page, var bootstrap, var python, var script, var bundle, var roundsText] || !int.TryParse(roundsText, out var rounds))
{
    Console.Error.WriteLine("Usage: Mlops.Bench.ColdStart PAGE.md BOOTSTRAP PYTHON SCRIPT.py BUNDLE.mjs ROUNDS; bench/run.sh cold-start passes these.");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("mlops-cold-start-").FullName;
try
{
    var authority = new TestAuthority();
    await using var cloud = await FakeCloud.StartAsync(authority);
    var few = Roots("few.pem", Path.Combine(Path.GetDirectoryName(bootstrap)!, "aws-roots.pem"));
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
