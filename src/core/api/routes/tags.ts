import { z } from 'zod';
import { route } from '../define';
import { pageQuery } from '../query';
import { pageOf } from '../schemas/common';
import { globalTag, tagCreate, tagUpdate } from '../schemas/tag';

const nameParams = z.object({ tag_name: z.string() });

export const tagRoutes = {
  listTags: route('GET', '/global-tags', { tag: 'tags', summary: 'List tags, by name', query: pageQuery, reply: pageOf(globalTag) }),
  tagListing: route('GET', '/global-tags/listing', { tag: 'tags', summary: 'All tags, by name', reply: z.array(globalTag) }),
  createTag: route('POST', '/global-tags', { tag: 'tags', summary: 'Create a tag', body: tagCreate, reply: globalTag }),
  getTag: route('GET', '/global-tags/{tag_name}', { tag: 'tags', summary: 'Get a tag by its name', params: nameParams, reply: globalTag }),
  updateTag: route('PUT', '/global-tags/{tag_name}', {
    tag: 'tags', summary: 'Update a tag; a new name goes to all that carry it', params: nameParams, body: tagUpdate, reply: globalTag,
  }),
  deleteTag: route('DELETE', '/global-tags/{tag_name}', {
    tag: 'tags', summary: 'Delete a tag, and take it off all that carry it', params: nameParams, reply: globalTag,
  }),
};
