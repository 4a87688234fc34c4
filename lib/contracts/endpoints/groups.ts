import { ChangeGroup, CreateGroup, DeleteGroup, Group } from "../groups";
import { PageQuery } from "../people";
import { type Endpoint, json, nothing, pageOf } from "./endpoint";
import { IdParams } from "./params";

const exampleGroup = { id: "grp_01k9z3m5q8r2t4v6w7x8y9z0mn" };

export const groups = {
  listGroups: {
    method: "GET",
    path: "/api/hitl/groups",
    summary: "The groups of reviewers, and who has a seat in them now",
    role: "reviewer",
    query: PageQuery,
    answers: { 200: pageOf(Group) },
    example: { query: { limit: 200 } },
  },
  createGroup: {
    method: "POST",
    path: "/api/hitl/groups",
    summary: "Add a group of reviewers",
    role: "admin",
    body: CreateGroup,
    answers: { 201: json(Group) },
    problems: ["conflict"],
    example: {
      body: {
        name: "Film",
        when: { operation_type: "video_*" },
        members: ["user_01k9z3m5q8r2t4v6w7x8y9z0gh"],
      },
    },
  },
  changeGroup: {
    method: "PATCH",
    path: "/api/hitl/groups/{id}",
    summary: "Change a group, also for what waits already",
    role: "admin",
    params: IdParams,
    body: ChangeGroup,
    answers: { 200: json(Group) },
    problems: ["conflict"],
    example: { params: exampleGroup, body: { members: [] } },
  },
  deleteGroup: {
    method: "DELETE",
    path: "/api/hitl/groups/{id}",
    summary: "Take a group away",
    role: "admin",
    params: IdParams,
    query: DeleteGroup,
    answers: { 204: nothing },
    problems: ["conflict"],
    example: { params: exampleGroup },
  },
} as const satisfies Record<string, Endpoint>;
