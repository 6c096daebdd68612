namespace LocalCloud.Tests.Hosting;

/// <summary>Templates for the joined engines.</summary>
internal static class Templates
{
    public const string Nothing = """{"Resources":{"Data":{"Type":"AWS::CDK::Metadata"}}}""";

    /// <summary>One resource of every type.</summary>
    public const string OneOfEach = """
        {"Resources":{
          "Alarm":{"Type":"AWS::CloudWatch::Alarm","Properties":{"AlarmName":"drift","Namespace":"MLOps","MetricName":"Psi","Statistic":"Maximum",
            "Period":300,"EvaluationPeriods":"1","Threshold":0.2,"ComparisonOperator":"GreaterThanThreshold","TreatMissingData":"notBreaching",
            "AlarmActions":[{"Ref":"Topic"}]}},
          "AnyAlarm":{"Type":"AWS::CloudWatch::CompositeAlarm","Properties":{"AlarmRule":{"Fn::Join":["",["ALARM(\"",{"Fn::GetAtt":["Alarm","Arn"]},"\")"]]}}},
          "Metadata":{"Type":"AWS::CDK::Metadata","Properties":{"Analytics":"v2"}},
          "Images":{"Type":"AWS::ECR::Repository","Properties":{"RepositoryName":"mlops/test"}},
          "Logs":{"Type":"AWS::Logs::LogGroup","Properties":{"LogGroupName":"/mlops"}},
          "Bus":{"Type":"AWS::Events::EventBus","Properties":{"Name":"mlops"}},
          "BusPolicy":{"Type":"AWS::Events::EventBusPolicy","Properties":{"EventBusName":{"Ref":"Bus"},"StatementId":"Others","Statement":
            {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"events:PutEvents","Resource":{"Fn::GetAtt":["Bus","Arn"]}}}},
          "Rule":{"Type":"AWS::Events::Rule","Properties":{"EventBusName":{"Ref":"Bus"},"EventPattern":{"source":["app"]},
            "Targets":[{"Id":"q","Arn":{"Fn::GetAtt":["Queue","Arn"]}}]}},
          "Role":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"worker","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["lambda.amazonaws.com","states.amazonaws.com"]}}]}}},
          "Policy":{"Type":"AWS::IAM::Policy","Properties":{"PolicyName":"p","Roles":[{"Ref":"Role"}],"PolicyDocument":{"Version":"2012-10-17",
            "Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}]}}},
          "Function":{"Type":"AWS::Lambda::Function","Properties":{"FunctionName":"f","Runtime":"provided.al2023","Handler":"h",
            "Role":{"Fn::GetAtt":["Role","Arn"]},"Code":{"S3Bucket":"assets","S3Key":"code"}}},
          "Permission":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction","FunctionName":{"Ref":"Function"},
            "Principal":"events.amazonaws.com"}},
          "Invocations":{"Type":"AWS::Lambda::EventInvokeConfig","Properties":{"FunctionName":{"Ref":"Function"},"Qualifier":"$LATEST","MaximumRetryAttempts":0}},
          "Bucket":{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"data","VersioningConfiguration":{"Status":"Enabled"}}},
          "BucketPolicy":{"Type":"AWS::S3::BucketPolicy","Properties":{"Bucket":{"Ref":"Bucket"},"PolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::data","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}}},
          "Topic":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"t"}},
          "TopicPolicy":{"Type":"AWS::SNS::TopicPolicy","Properties":{"Topics":[{"Ref":"Topic"}],"PolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":{"Ref":"Topic"}}]}}},
          "Queue":{"Type":"AWS::SQS::Queue","Properties":{"QueueName":"q","VisibilityTimeout":60}},
          "QueuePolicy":{"Type":"AWS::SQS::QueuePolicy","Properties":{"Queues":[{"Ref":"Queue"}],"PolicyDocument":{"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}]}}},
          "Parameter":{"Type":"AWS::SSM::Parameter","Properties":{"Name":"/mlops/bucket","Type":"String","Value":{"Ref":"Bucket"}}},
          "Models":{"Type":"AWS::SageMaker::ModelPackageGroup","Properties":{"ModelPackageGroupName":"models"}},
          "Vpc":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":"10.0.0.0/20"}},
          "Subnet":{"Type":"AWS::EC2::Subnet","Properties":{"VpcId":{"Ref":"Vpc"},"CidrBlock":"10.0.0.0/21","AvailabilityZone":{"Fn::Select":[0,{"Fn::GetAZs":""}]}}},
          "Routes":{"Type":"AWS::EC2::RouteTable","Properties":{"VpcId":{"Ref":"Vpc"}}},
          "Routed":{"Type":"AWS::EC2::SubnetRouteTableAssociation","Properties":{"RouteTableId":{"Ref":"Routes"},"SubnetId":{"Ref":"Subnet"}}},
          "S3":{"Type":"AWS::EC2::VPCEndpoint","Properties":{"ServiceName":"com.amazonaws.us-east-1.s3","VpcEndpointType":"Gateway","VpcId":{"Ref":"Vpc"},
            "RouteTableIds":[{"Ref":"Routes"}]}},
          "Group":{"Type":"AWS::EC2::SecurityGroup","Properties":{"GroupDescription":"g","VpcId":{"Ref":"Vpc"}}},
          "In":{"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"GroupId":{"Fn::GetAtt":["Group","GroupId"]},"IpProtocol":"-1"}},
          "Out":{"Type":"AWS::EC2::SecurityGroupEgress","Properties":{"GroupId":{"Fn::GetAtt":["Group","GroupId"]},"IpProtocol":"-1"}},
          "FlowLog":{"Type":"AWS::EC2::FlowLog","Properties":{"ResourceId":{"Ref":"Vpc"},"ResourceType":"VPC","TrafficType":"ALL"}},
          "Key":{"Type":"AWS::KMS::Key","Properties":{"KeyPolicy":{"Version":"2012-10-17","Statement":[]}}},
          "Trail":{"Type":"AWS::CloudTrail::Trail","Properties":{"IsLogging":true,"S3BucketName":{"Ref":"Bucket"}}},
          "Machine":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"StateMachineName":"m","RoleArn":{"Fn::GetAtt":["Role","Arn"]},
            "DefinitionString":"{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}"}}
        }}
        """;
}
