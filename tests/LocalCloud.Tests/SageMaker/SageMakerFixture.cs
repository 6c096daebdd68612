using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.SageMaker;
using LocalCloud.Tests.Processes;

namespace LocalCloud.Tests.SageMaker;

/// <summary>The SageMaker engine with one image whose container is a script: bash for jobs, perl to serve.</summary>
internal sealed class SageMakerFixture : IAsyncDisposable
{
    public const string Image = "000000000000.dkr.ecr.us-east-1.amazonaws.com/mlops/test@sha256:abc";

    private const string Container = """
        #!/bin/bash
        case "$1" in
          serve) exec /usr/bin/perl "${0%/*}/serve.pl" ;;
          train)
            case "$MODE" in
              fail) echo "no such column" > "$ML_ROOT/output/failure"; exit 3 ;;
              hang) trap 'echo saved > "$ML_ROOT/model/model.txt"; exit 0' TERM; echo started; while true; do sleep 0.05; done ;;
            esac
            echo "epoch 1 validation:mae=2.5"
            echo "epoch 2 validation:mae=1.25"
            cat "$ML_ROOT"/input/data/train/* "$ML_ROOT"/input/config/hyperparameters.json > "$ML_ROOT/model/model.txt" ;;
          prepare)
            [ "$MODE" = fail ] && { echo "for training" > "$ML_ROOT/output/failure"; echo "no such column" > "$ML_ROOT/output/message"; exit 1; }
            [ "$MODE" = hang ] && { echo started; exec sleep 60; }
            find "$ML_ROOT/processing/input" -type f -printf '%P\n' | sort > "$ML_ROOT/processing/output/files.txt"
            mkdir -p "$ML_ROOT/processing/output/sub"
            echo "$AWS_ACCESS_KEY_ID $AWS_ENDPOINT_URL" > "$ML_ROOT/processing/output/sub/env.txt"
            echo "two files" > "$ML_ROOT/output/message" ;;
        esac
        """;

    private const string Server = """
        use strict; use IO::Socket::INET;
        open(my $f, '<', "$ENV{ML_ROOT}/model/model.txt") or exit 9;
        my $model = <$f>; chomp $model;
        exit 7 if $model eq 'broken';
        my $listen = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $ENV{SAGEMAKER_BIND_TO_PORT}, Listen => 20, ReuseAddr => 1) or die;
        while (my $client = $listen->accept) {
          my $line = <$client>; my $length = 0; my $type = '';
          while (my $header = <$client>) {
            last if $header =~ /^\r?\n$/;
            $length = $1 if $header =~ /^content-length:\s*(\d+)/i;
            $type = $1 if $header =~ /^content-type:\s*(\S+)/i;
          }
          my $body = ''; read($client, $body, $length) if $length;
          my ($status, $answer) = ('200 OK', '');
          if ($line =~ m{ /ping }) { $status = '503 Wait' if $model eq 'silent'; }
          elsif ($body eq 'bad') { ($status, $answer) = ('400 Bad', 'cannot read bad'); }
          elsif ($body eq 'die') { exit 1; }
          else { $answer = "$model:$type:$body"; }
          print $client "HTTP/1.1 $status\r\nContent-Type: text/csv\r\nContent-Length: " . length($answer) . "\r\nConnection: close\r\n\r\n$answer";
          close $client;
        }
        """;

    public SageMakerFixture(TimeProvider? time = null)
    {
        Compute = new ComputeFixture(time);
        var command = Compute.Script("image/container", Container);
        Compute.Script("image/serve.pl", Server);
        File.WriteAllText(Registry, new JsonObject
        {
            ["images"] = new JsonObject
            {
                ["mlops/test"] = new JsonObject
                {
                    ["versions"] = new JsonObject { ["sha256:abc"] = new JsonObject { ["command"] = new JsonArray(command), ["rootVariable"] = "ML_ROOT" } },
                },
            },
        }.ToJsonString());
        (Engine, Api) = Open();
    }

    public ComputeFixture Compute { get; }

    public SageMakerEngine Engine { get; private set; }

    public IApi Api { get; private set; }

    private string Registry => Path.Combine(Compute.Folder, "images.json");

    public Task<JsonObject> CallAsync(string operation, JsonObject input) =>
        Api.CallAsync(operation == "InvokeEndpoint" ? "sagemaker-runtime" : "sagemaker", operation, input, ComputeFixture.Caller, CancellationToken.None);

    /// <summary>A new engine on the same state.</summary>
    public async Task RestartAsync()
    {
        await Engine.DisposeAsync();
        Compute.Reopen();
        (Engine, Api) = Open();
        Engine.Start();
    }

    public Task<ServiceEvent> UntilAsync(string member, params string[] values) =>
        Compute.Events.UntilAsync(found => values.Contains(found.Detail[member]?.GetValue<string>()));

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Compute.Dispose();
    }

    private (SageMakerEngine Engine, IApi Api) Open()
    {
        var engine = new SageMakerEngine(Compute.Context, Registry);
        return (engine, Compute.Dispatcher(engine.Service, engine.Runtime));
    }
}
