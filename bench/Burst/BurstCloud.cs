using System.Globalization;
using System.IO.Compression;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using LocalCloud.CloudFormation;
using LocalCloud.Hosting;
using Microsoft.Data.Sqlite;

namespace Burst;

/// <summary>A LocalCloud in this process with a bucket whose events go to a queue and one whose events go to a function.</summary>
internal sealed class BurstCloud : IAsyncDisposable
{
    private const string Key = "AKIDEXAMPLE";
    private const string Secret = "secret";

    private const string Template = """
        {"Resources":{
          "Role":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"r","AssumeRolePolicyDocument":{"Version":"2012-10-17",
            "Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}}},
          "Function":{"Type":"AWS::Lambda::Function","Properties":{"FunctionName":"f","Runtime":"provided.al2023","Handler":"h",
            "Role":{"Fn::GetAtt":["Role","Arn"]},"Code":{"S3Bucket":"code","S3Key":"code.zip"}}},
          "Permission":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Function"},
            "Principal":"events.amazonaws.com"}},
          "ToQueue":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"to-queue","VersioningConfiguration":{"Status":"Enabled"},
            "NotificationConfiguration":{"EventBridgeConfiguration":{"EventBridgeEnabled":true}}}},
          "ToFunction":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"to-function","VersioningConfiguration":{"Status":"Enabled"},
            "NotificationConfiguration":{"EventBridgeConfiguration":{"EventBridgeEnabled":true}}}},
          "Frozen":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"frozen","VersioningConfiguration":{"Status":"Enabled"}}},
          "Queue":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"q","VisibilityTimeout":600}},
          "QueuePolicy":{"Type":"AWS::SQS::QueuePolicy","Properties":{"Queues":[{"Ref":"Queue"}],"PolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}]}}},
          "QueueRule":{"Type":"AWS::Events::Rule","Properties":{"Name":"queue","EventPattern":{"source":["aws.s3"],"detail-type":["Object Created"],
            "detail":{"bucket":{"name":["to-queue"]}}},"State":"ENABLED","Targets":[{"Id":"q","Arn":{"Fn::GetAtt":["Queue","Arn"]}}]}},
          "FunctionRule":{"Type":"AWS::Events::Rule","Properties":{"Name":"function","EventPattern":{"source":["aws.s3"],"detail-type":["Object Created"],
            "detail":{"bucket":{"name":["to-function"]}}},"State":"ENABLED","Targets":[{"Id":"f","Arn":{"Fn::GetAtt":["Function","Arn"]}}]}}
        }}
        """;

    // A runtime as cheap as a Native AOT one: it keeps its connection and answers at once.
    private const string Runtime = """
        #!/usr/bin/perl
        use strict; use IO::Socket::INET;
        my ($host, $base) = $ENV{AWS_LAMBDA_RUNTIME_API} =~ m{^([^/]+)(/.*)?$}; $base //= '';
        my $socket = IO::Socket::INET->new(PeerAddr => $host) or die;
        sub call {
          my ($method, $path, $body) = @_;
          print $socket "$method $base/2018-06-01/runtime/invocation/$path HTTP/1.1\r\nHost: $host\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
          my ($id, $length, $chunked) = ('', 0, 0);
          defined(<$socket>) or exit 0;
          while (my $line = <$socket>) {
            last if $line =~ /^\r?\n$/;
            $id = $1 if $line =~ /^lambda-runtime-aws-request-id:\s*(\S+)/i;
            $length = $1 if $line =~ /^content-length:\s*(\d+)/i;
            $chunked = 1 if $line =~ /^transfer-encoding:\s*chunked/i;
          }
          my $data;
          if ($chunked) { while (1) { my $size = hex(<$socket>); read($socket, $data, $size + 2); last if $size == 0; } }
          elsif ($length) { read($socket, $data, $length); }
          return $id;
        }
        $socket->autoflush(1);
        while (1) { my $id = call('GET', 'next', ''); exit 0 unless $id; call('POST', "$id/response", '{}'); }
        """;

    private readonly LocalCloudHost _host;
    private readonly string _folder;

    private BurstCloud(LocalCloudHost host, string folder) => (_host, _folder) = (host, folder);

    public AmazonS3Client S3() => new(new BasicAWSCredentials(Key, Secret), Configured(new AmazonS3Config { ForcePathStyle = true }));

    public AmazonSQSClient Sqs() => new(new BasicAWSCredentials(Key, Secret), Configured(new AmazonSQSConfig()));

    public static async Task<BurstCloud> StartAsync(string folder)
    {
        var options = new LocalCloudOptions { StateFolder = Path.Combine(folder, "state"), AccessKeyId = Key, SecretAccessKey = Secret, Random = new Random(1) };
        var cloud = new BurstCloud(await LocalCloudHost.StartAsync(options, CancellationToken.None), folder);
        using var s3 = cloud.S3();
        await s3.PutBucketAsync("code");
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = "code", Key = "code.zip", InputStream = Code() });
        await File.WriteAllTextAsync(Path.Combine(folder, "template.json"), Template);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "manifest.json"),
            """{"artifacts":{"burst":{"type":"aws:cloudformation:stack","properties":{"templateFile":"template.json"}}}}""");
        await cloud._host.DeployAsync(folder, new Progress<ResourceEvent>(), CancellationToken.None);
        return cloud;
    }

    /// <summary>Events that are accepted and have not reached their end.</summary>
    public long Pending()
    {
        using var state = new SqliteConnection($"Data Source={Path.Combine(_folder, "state", "state.db")};Mode=ReadOnly;Pooling=False");
        state.Open();
        using var count = state.CreateCommand();
        count.CommandText = "SELECT count(*) FROM documents WHERE collection IN ('events.deliveries','lambda.async-events')";
        return Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static MemoryStream Code()
    {
        var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry("bootstrap");
            entry.ExternalAttributes = Convert.ToInt32("100755", 8) << 16;
            using var writer = new StreamWriter(entry.Open());
            writer.Write(Runtime);
        }

        zipped.Position = 0;
        return zipped;
    }

    private T Configured<T>(T config) where T : ClientConfig
    {
        config.ServiceURL = _host.Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        return config;
    }
}
