"""Writes the definition of every state machine in a cloud assembly to <folder>/<machine>.asl.json.

Usage: state_machines.py CDK_OUT FOLDER. References become stand-ins of the right form; an intrinsic that is not known here is an error.
"""
import glob
import json
import os
import sys

PSEUDO = {
    "AWS::Partition": "aws",
    "AWS::Region": "us-east-1",
    "AWS::AccountId": "123456789012",
    "AWS::URLSuffix": "amazonaws.com",
}


def text(value):
    if isinstance(value, str):
        return value
    (function, argument), = value.items()
    if function == "Fn::Join":
        return argument[0].join(text(part) for part in argument[1])
    if function == "Ref":
        return PSEUDO.get(argument, argument)
    if function == "Fn::GetAtt":
        return f"arn:aws:lambda:us-east-1:123456789012:function:{argument[0]}"
    if function == "Fn::ImportValue":
        return argument.split(":")[-1].lower()
    sys.exit(f"state_machines.py: the intrinsic {function} is not known in a definition")


def main(assembly, folder):
    os.makedirs(folder, exist_ok=True)
    for template in sorted(glob.glob(os.path.join(assembly, "*.template.json"))):
        with open(template, encoding="utf-8") as file:
            resources = json.load(file)["Resources"]
        for resource in resources.values():
            if resource["Type"] == "AWS::StepFunctions::StateMachine":
                properties = resource["Properties"]
                path = os.path.join(folder, f"{properties['StateMachineName']}.asl.json")
                with open(path, "w", encoding="utf-8") as file:
                    json.dump(json.loads(text(properties["DefinitionString"])), file, indent=2)
                print(path)


main(*sys.argv[1:])
