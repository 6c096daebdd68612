using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.Storage;

namespace LocalCloud.StepFunctions;

/// <summary>State machines by ARN, each as the document that DescribeStateMachine shows plus its tags.</summary>
internal sealed class MachineStore(DocumentStore store)
{
    private const string Collection = "states.machines";

    public JsonObject? Find(string arn) => store.Get(Collection, arn);

    public JsonObject Get(string arn)
    {
        StatesErrors.RequireArn(arn);
        return Find(arn) ?? throw StatesErrors.NoMachine(arn);
    }

    public void Put(JsonObject machine) => store.Put(Collection, machine.Text("stateMachineArn"), machine);

    public void Delete(string arn) => store.Delete(Collection, arn);

    public IEnumerable<JsonObject> All() => store.Scan(Collection).Select(row => row.Value);
}
